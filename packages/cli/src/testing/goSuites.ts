import { z } from 'zod';
import { runGuarded } from '../processes/runGuarded';
import { moduleFolder, requireGo } from '../tools/goToolchain';
import { Toolbox } from '../tools/Toolbox';
import { addUp, oneCheck, type Suite, type SuiteContext } from './Suite';

const opaSchema = z.array(
  z.object({
    package: z.string(),
    name: z.string(),
    fail: z.boolean().optional(),
    error: z.unknown().optional(),
  }),
);
const coverageSchema = z.object({ coverage: z.number() });

/** Every line of every rule must have been evaluated by a test. In percent. */
const COVERAGE = 100;

async function opaTest(context: SuiteContext, args: readonly string[]) {
  const { locations, env, signal } = context;
  const toolbox = new Toolbox({ locations, env, signal, onLine: context.say });
  const { path } = await toolbox.tool('opa');
  const result = await runGuarded(
    {
      command: path,
      args: ['test', 'policies', ...args],
      cwd: locations.root,
      env,
    },
    { signal },
  );
  return { ...result, text: result.stdout };
}

/** The policies' own tests, and that they reach every line. */
export const policySuite: Suite = {
  name: 'policy',
  title: 'Policies',
  needs: [],
  async run(context) {
    const tests = await opaTest(context, ['--format=json']);
    const parsed = opaSchema.safeParse(parseJson(tests.text));
    if (!parsed.success || parsed.data.length === 0) {
      tests.tail.forEach(context.say);
      return oneCheck(false, 'There was no policy test to run.');
    }
    const failed = parsed.data.filter(test => test.fail || test.error);
    for (const test of failed) {
      context.say(`failed: ${test.package}.${test.name}`);
    }
    const measured = await opaTest(context, ['--coverage', '--format=json']);
    const coverage = coverageSchema.safeParse(parseJson(measured.text));
    const reached = coverage.success ? coverage.data.coverage : 0;
    context.say(`${parsed.data.length} policy tests, coverage ${reached} %`);
    const isCovered = reached >= COVERAGE;
    return {
      ...addUp([
        { passed: parsed.data.length - failed.length, failed: failed.length },
        oneCheck(isCovered),
      ]),
      reason: isCovered
        ? undefined
        : `Only ${reached} % of the policies' lines are tested.`,
    };
  },
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Go's own checks of our Go code. */
export const goSuite: Suite = {
  name: 'go',
  title: 'Go',
  needs: [],
  async run({ locations, env, say, signal }) {
    const folder = moduleFolder(locations.root, 'redis');
    const go = await requireGo(folder, env);
    const result = await runGuarded(
      { command: go.path, args: ['vet', './...'], cwd: folder, env },
      { onLine: say, signal },
    );
    return oneCheck(result.code === 0, 'go vet found something.');
  },
};
