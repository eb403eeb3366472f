import { runProgram, tryProgram } from './runProgram';

const node = (script: string) => ({
  command: process.execPath,
  args: ['-e', script],
});

describe('runProgram', () => {
  it('answers with what the program wrote, given its input', async () => {
    await expect(
      runProgram({ ...node('process.stdin.pipe(process.stdout)'), input: 'a' }),
    ).resolves.toBe('a');
  });

  it('says which program failed, how and why, without its private arguments', async () => {
    await expect(
      runProgram({
        command: process.execPath,
        args: ['-e', 'console.error("no disk"); process.exit(3)', 'a-secret'],
      }),
    ).rejects.toThrow(/exit code 3: no disk/);
    await expect(
      runProgram({
        command: process.execPath,
        args: ['-e', 'process.exit(3)', 'a-secret'],
      }),
    ).rejects.not.toThrow(/a-secret/);
  });

  it('ends a program that takes too long', async () => {
    await expect(
      runProgram({ ...node('setInterval(() => {}, 1000)'), timeoutMs: 200 }),
    ).rejects.toThrow('took too long');
  });

  it("does not hand on this process' environment", async () => {
    process.env.A_PRIVATE_THING = 'x';
    const { stdout } = await tryProgram(
      node('process.stdout.write(String(process.env.A_PRIVATE_THING))'),
    );
    delete process.env.A_PRIVATE_THING;
    expect(stdout).toBe('undefined');
  });
});
