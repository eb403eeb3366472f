import { join } from 'node:path';
import { runGuarded } from '../processes/runGuarded';
import { Toolbox } from '../tools/Toolbox';
import type { Suite, SuiteContext, SuiteResult } from './Suite';

/** How benchmarks are started, with the tools that they compare with. */
export async function runBench(
  { locations, env, signal, say }: SuiteContext,
  args: readonly string[],
): Promise<{ code: number | null; tail: readonly string[] }> {
  const { root } = locations;
  const toolbox = new Toolbox({ locations, env, signal, onLine: say });
  const kubectl = await toolbox.tool('kubectl');
  const argocd = await toolbox.tool('argocd');
  return runGuarded(
    {
      command: process.execPath,
      args: [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        join(root, 'bench', 'src', 'main.ts'),
        ...args,
      ],
      cwd: root,
      env: {
        ...env,
        CAIRN_TOOL_KUBECTL: kubectl.path,
        CAIRN_TOOL_ARGOCD: argocd.path,
      },
    },
    { onLine: say, signal },
  );
}

/** Each benchmark once, in its short form: that they work, not how fast anything is. */
export const benchSuite: Suite = {
  name: 'bench',
  title: 'Benchmarks, each once',
  needs: ['platform'],
  async run(context): Promise<SuiteResult> {
    const { tail } = await runBench(context, ['--short']);
    const [, finished, failed] =
      /^(\d+) finished, (\d+) failed$/.exec(tail.at(-1) ?? '') ?? [];
    return finished === undefined
      ? { passed: 0, failed: 1, reason: 'The benchmarks ended early.' }
      : { passed: Number(finished), failed: Number(failed) };
  },
};
