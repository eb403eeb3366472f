import { readCommands, watchCommands } from './receivePack';

const OLD = '1'.repeat(40);
const NEW = '2'.repeat(40);

function packet(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}

const push = Buffer.from(
  `${packet(
    `${OLD} ${NEW} refs/heads/main\0 report-status agent=git/2`,
  )}${packet(`${OLD} ${'0'.repeat(40)} refs/heads/gone`)}0000PACK binary`,
);

const COMMANDS = [
  { ref: 'refs/heads/main', sha: NEW },
  { ref: 'refs/heads/gone', sha: '0'.repeat(40) },
];

it('reads what a push moves', () => {
  expect(readCommands(push)).toEqual(COMMANDS);
});

it.each(['', '00', '0000', 'zzzz', 'garbage that is no push'])(
  'reads nothing of %j',
  text => {
    expect(readCommands(Buffer.from(text)) ?? []).toEqual([]);
  },
);

it('passes everything on, in pieces of any size', async () => {
  for (let size = 1; size < push.length; size += 7) {
    const told: unknown[] = [];
    const watch = watchCommands(command => told.push(command));
    const passed: Buffer[] = [];
    watch.on('data', (chunk: Buffer) => passed.push(chunk));
    for (let at = 0; at < push.length; at += size) {
      watch.write(push.subarray(at, at + size));
    }
    await new Promise<void>(resolve => {
      watch.once('end', resolve);
      watch.end();
    });
    expect(Buffer.concat(passed)).toEqual(push);
    expect(told).toEqual(COMMANDS);
  }
});
