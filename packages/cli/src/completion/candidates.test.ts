import { Output } from '../output/Output';
import { buildProgram } from '../program';
import { candidatesFor } from './candidates';

const silent = { write: () => true };
const program = () =>
  buildProgram({
    locations: { root: '/r', state: '/r/.cairn', cache: '/c' },
    env: {},
    output: new Output(silent, silent, {}),
    say: () => {},
    setExitCode: () => {},
  });

describe('completion', () => {
  it.each([
    [['he'], ['health']],
    [
      ['env', ''],
      [
        ...[
          'list',
          'show',
          'explain',
          'drift',
          'receipt',
          'orphans',
          'plan',
          'apply',
        ],
        ...['update', 'hibernate', 'wake', 'repair', 'destroy', 'extend'],
        ...['retry', 'cancel', 'approvals', 'ask', 'approve', 'withdraw'],
      ],
    ],
    [['env', 'list', '--so'], ['--sort']],
    [
      ['env', 'list', '--output', ''],
      ['table', 'json', 'yaml'],
    ],
    [['env', 'list', '--output', 'json', '--ow'], ['--owner']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['status', '-o', 'j'], ['json']],
    [['nothing', 'like', 'that'], []],
  ])('of %j is %j', (words, expected) => {
    expect(candidatesFor(program(), words).words).toEqual(expected);
  });

  it.each([
    [['env', 'show', ''], 'environments'],
    [['env', 'destroy', '--yes', 'a'], 'environments'],
    [['env', 'plan', ''], 'classes'],
    [['env', 'plan', 'sandbox', ''], 'none'],
    [['env', 'list', '--class', ''], 'classes'],
    [['class', 'show', ''], 'classes'],
    [['env', 'show', 'a', ''], 'none'],
  ])('of %j asks the portal for %s', (words, expected) => {
    expect(candidatesFor(program(), words).dynamic).toBe(expected);
  });
});

describe('the program', () => {
  it('has help with examples for each command that asks the portal', () => {
    const leaves = program()
      .commands.flatMap(each => (each.commands.length ? each.commands : [each]))
      .filter(each => each.options.some(({ long }) => long === '--output'));
    expect(leaves.length).toBeGreaterThan(8);
    for (const leaf of leaves.filter(each => each.name() !== 'whoami')) {
      let help = '';
      leaf.configureOutput({ writeOut: text => (help += text) }).outputHelp();
      expect(help).toContain('Examples:');
    }
  });

  it.each([
    [['env', 'list', '--state', 'Nice'], /Allowed choices/],
    [['env', 'list', '--limit', '0'], /a whole number from 1/],
    [['env', 'plan', 'sandbox'], /missing required argument 'name'/],
    [['health', '--output', 'xml'], /Allowed choices are table, json, yaml/],
    [['new'], /missing required argument 'golden-path'/],
    [['up', '--port', '80'], /a number from 1024/],
    [['envv'], /unknown command/],
  ])('refuses %j', async (args, message) => {
    let said = '';
    const refusing = program();
    const all = [refusing, ...refusing.commands].flatMap(each => [
      each,
      ...each.commands,
    ]);
    all.forEach(each =>
      each.configureOutput({ writeErr: text => (said += text) }),
    );
    await expect(
      refusing.parseAsync(['node', 'cairn', ...args]),
    ).rejects.toThrow();
    expect(said).toMatch(message);
  });
});
