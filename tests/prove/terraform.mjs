// HashiCorp's own parser and formatter, as WebAssembly: reads {files: {key: text}}, prints for each key
// {tree, formatted, templates}, or {error}. `templates` are the quoted texts that are no plain texts: what
// hcl2json prints of a dollar sign before a template looks the same as what it prints of an escaped one.
import { readFileSync } from "node:fs";
import { getExpressionAst, parse } from "@cdktf/hcl2json";
import { format } from "@cdktf/hcl-tools";

const QUOTED = /"(?:[^"\\]|\\.)*"/g;

const { files } = JSON.parse(readFileSync(0, "utf8"));
const answers = {};
for (const [key, text] of Object.entries(files)) {
  try {
    answers[key] = {
      tree: await parse("main.tf", text),
      formatted: await format(text),
      templates: await templatesOf(text),
    };
  } catch (error) {
    answers[key] = { error: String(error?.message ?? error) };
  }
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));

async function templatesOf(text) {
  const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  const quoted = lines.flatMap((line) => line.match(QUOTED) ?? []);
  const found = [];
  for (const each of new Set(quoted.filter((one) => /[$%]\{/.test(one)))) {
    const ast = await getExpressionAst("main.tf", each);
    const [child, ...others] = ast.children;
    if (ast.type !== "template" || others.length > 0 || child?.type !== "literalValue") found.push(each);
  }
  return found;
}
