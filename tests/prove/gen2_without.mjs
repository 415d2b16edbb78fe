// Reads a TypeScript text and prints, for each of its statements that does something, that statement and the text without
// it. A declaration does nothing by itself.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ts = createRequire(import.meta.url)('typescript');
const text = JSON.parse(readFileSync(0, 'utf8'));
const source = ts.createSourceFile('backend.ts', text, ts.ScriptTarget.ES2022, true);
const without = source.statements.filter(ts.isExpressionStatement).map((each) => ({
  statement: each.getText(source).split('\n')[0],
  rest: text.slice(0, each.getStart(source)) + text.slice(each.getEnd()),
}));
process.stdout.write(JSON.stringify(without));
