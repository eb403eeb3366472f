// Lints snippets with the repository's rules, outside of jest, whose module system the rules' plugins do not like.
// In: JSON on standard input, [{ path, code }]. Out: JSON, the messages of the rules about edges for each.
const { text } = require('node:stream/consumers');
const { resolve } = require('node:path');
const { ESLint } = require('eslint');

const root = resolve(__dirname, '../../..');
const RULES = ['boundaries/dependencies', 'no-restricted-syntax'];

async function main() {
  const eslint = new ESLint({ cwd: root });
  const messages = [];
  for (const { path, code } of JSON.parse(await text(process.stdin))) {
    const [result] = await eslint.lintText(code, {
      filePath: resolve(root, path),
    });
    messages.push(
      result.messages
        .filter(({ ruleId, fatal }) => fatal || RULES.includes(ruleId))
        .map(({ message }) => message),
    );
  }
  process.stdout.write(JSON.stringify(messages));
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
