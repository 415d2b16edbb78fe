// Synthesizes the Gen 2 project in whose folder it stands, as Amplify's own deployer does it: the backend waits for this
// message.
await import('./amplify/backend.ts');
process.emit('message', 'amplifySynth');
