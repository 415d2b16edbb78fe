// Evaluates Gen 2 files as they are written, many in one process: their text is transpiled and run, defineAuth is the real
// one with all that it translates, and only what belongs to a deployment stands in for itself: secrets, and the container
// that defineBackend fills. Reads [{<path>: text}] and prints [{resources} or {error}].
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const ts = require('typescript');
const { App, SecretValue, Stack } = require('aws-cdk-lib');
// The package exports its index alone, and that leaves out the class.
const factory = join(process.cwd(), 'node_modules/@aws-amplify/backend-auth/lib/factory.js');
const { AmplifyAuthFactory, defineAuth } = await import(pathToFileURL(factory));

const OUT = join(process.cwd(), `lite.${process.pid}.out`);
const HASH = 'generated0by0amplify';
const TRANSPILED = { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } };

const container = (stack) => ({
  getOrCompute: (generator) =>
    generator.generateContainerEntry({
      scope: stack,
      backendSecretResolver: { resolveSecret: (secret) => SecretValue.unsafePlainText(secret.marker) },
      stableBackendIdentifiers: { getStableBackendHash: () => HASH },
    }),
});

function evaluate(files) {
  AmplifyAuthFactory.factoryCount = 0; // one for each backend
  const app = new App({ outdir: OUT, analyticsReporting: false });
  const stack = new Stack(app, 'S');
  const amplify = {
    defineAuth,
    secret: (name) => ({ marker: `secret:${name}` }),
    defineBackend: ({ auth, ...others }) => {
      if (Object.keys(others).length) throw new Error(`defineBackend of more than auth: ${Object.keys(others)}`);
      return {
        auth: auth.getInstance({ constructContainer: container(stack) }),
        stack,
        createStack: (name) => new Stack(app, name),
      };
    },
  };
  const loaded = {};
  const run = (path) => {
    if (loaded[path]) return loaded[path].exports;
    if (files[path] === undefined) throw new Error(`no file ${path}`);
    const module = (loaded[path] = { exports: {} });
    const code = ts.transpileModule(files[path], TRANSPILED).outputText;
    const asked = (name) => {
      if (name === '@aws-amplify/backend') return amplify;
      if (!name.startsWith('.')) return require(name);
      const at = join(path, '..', name).replace(/\.js$/, '');
      return run(at.endsWith('.ts') ? at : `${at}.ts`);
    };
    new Function('require', 'module', 'exports', code)(asked, module, module.exports);
    return module.exports;
  };
  run('amplify/backend.ts');
  const { stacks } = app.synth();
  return Object.assign({}, ...stacks.map((each) => each.template.Resources));
}

const made = JSON.parse(readFileSync(0, 'utf8')).map((files) => {
  try {
    return { resources: evaluate(files) };
  } catch (error) {
    return { error: String(error.cause?.message ?? error.message).split('\n')[0] };
  }
});
rmSync(OUT, { recursive: true, force: true });
process.stdout.write(JSON.stringify(made));
