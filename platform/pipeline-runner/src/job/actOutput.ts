import { z } from 'zod';

/** What act says, as far as it means something to us. */
export type ActEvent =
  | { type: 'job-started'; job: ActJob }
  | { type: 'job-ended'; job: ActJob; result: string }
  | { type: 'step-started'; job: ActJob; step: ActStep }
  | { type: 'step-ended'; job: ActJob; step: ActStep; result: string }
  /** A line for the log. */
  | {
      type: 'line';
      text: string;
      job?: ActJob;
      step?: ActStep;
      /** act's own word that something is wrong, not the job's output. */
      isError: boolean;
    };

/** A job as act names it. */
export interface ActJob {
  /** Unique in the run: with a number where there is a matrix. */
  key: string;
  /** Its id in the workflow. */
  id: string;
}

export interface ActStep {
  /** `id` of the step, or its position from 0; steps of actions count as the step that uses the action. */
  key: string;
  name: string;
}

const lineSchema = z.object({
  msg: z.string().default(''),
  level: z.string().default('info'),
  job: z.string().optional(),
  jobID: z.string().optional(),
  matrix: z.record(z.string(), z.unknown()).nullish(),
  step: z.string().optional(),
  stage: z.string().optional(),
  stepID: z.array(z.string()).optional(),
  stepid: z.unknown().optional(),
  stepResult: z.string().optional(),
  jobResult: z.string().optional(),
  raw_output: z.boolean().optional(),
  command: z.string().optional(),
  arg: z.string().optional(),
});
type Line = z.infer<typeof lineSchema>;

/** Commands of the runner's protocol that are no news to a reader. */
const QUIET_COMMANDS = new Set([
  'set-output',
  'set-env',
  'add-path',
  'add-mask',
  'save-state',
  'summary',
  'group',
  'endgroup',
  'debug',
]);

const ESC = '\\u001b';

/** What a terminal would obey, but for colours and the tabulator: they are for whoever shows the log. */
const OBEYED = new RegExp(
  [
    `${ESC}\\[[0-?]*[ -/]*[@-ln-~]`,
    `${ESC}\\][^\\u0007\\u001b]*(?:\\u0007|${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-Z\\\\^-~]`,
    '[\\u0000-\\u0008\\u000b-\\u001a\\u001c-\\u001f\\u007f-\\u009f]',
  ].join('|'),
  'g',
);

const COLOURS = new RegExp(`${ESC}(?:\\[[0-9;:]*m)?`, 'g');

/** Text as a person reads it in a terminal, colours kept; of a line that was written over, what stood there last. */
export function terminalText(text: string): string {
  const shown = text.replace(/[\r\n]+$/, '');
  const last = shown.slice(shown.lastIndexOf('\r') + 1);
  return (last.trim() === '' ? shown : last).replace(OBEYED, '');
}

/** The same without colours, for a sentence. */
export function plainText(text: string): string {
  return terminalText(text).replace(COLOURS, '');
}

function jobOf(line: {
  job?: string;
  jobID?: string;
  matrix?: Record<string, unknown> | null;
}): ActJob | undefined {
  const { job, jobID, matrix } = line;
  if (job === undefined || jobID === undefined) {
    return undefined;
  }
  // act numbers the jobs of a matrix at the end of their names, and pads names.
  const number =
    Object.keys(matrix ?? {}).length > 0
      ? /-(\d+)\s*$/.exec(job)?.[1]
      : undefined;
  return { key: number ? `${jobID}-${number}` : jobID, id: jobID };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What can still be read of a line of `act --json` whose end is missing: fields stand in the order of their names. */
export function readCutActLine(text: string): ActEvent[] {
  const found =
    /"job":"(?<job>[^"\\]*)","jobID":"(?<id>[^"\\]*)".*?"matrix":(?<matrix>\{[^}]*\}).*?"msg":"(?<msg>.*)$/s.exec(
      text.slice(0, 100_000),
    );
  const { job, id, matrix, msg } = found?.groups ?? {};
  if (job === undefined || id === undefined || msg === undefined) {
    return [{ type: 'line', text: terminalText(text), isError: false }];
  }
  // An escape that is cut in its middle is left out.
  const whole = msg.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
  const parsed = z.string().safeParse(parseJson(`"${whole}"`));
  return [
    {
      type: 'line',
      text: terminalText(parsed.success ? parsed.data : whole),
      job: jobOf({
        job,
        jobID: id,
        // Its values do not matter, only whether there are any.
        matrix: matrix === '{}' ? {} : { matrix },
      }),
      isError: false,
    },
  ];
}

/** Reads a line of `act --json`. What is not one is output like any other. */
export function readActLine(text: string): ActEvent[] {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const plain = plainText(text);
    return plain.trim() === ''
      ? []
      : [{ type: 'line', text: plain, isError: plain.startsWith('Error: ') }];
  }
  const line = parsed.data;
  const job = jobOf(line);
  const [key] = line.stepID ?? [];
  const step = key === undefined ? undefined : { key, name: line.step ?? key };
  if (job && line.jobResult !== undefined) {
    return [{ type: 'job-ended', job, result: line.jobResult }];
  }
  if (job && step && line.stepResult !== undefined) {
    // After its main part a step may have another one, which tidies up.
    return line.stage === 'Main'
      ? [{ type: 'step-ended', job, step, result: line.stepResult }]
      : [];
  }
  const said = describe(line, job, step);
  if (!job) {
    return said;
  }
  return [
    step && line.stage === 'Main'
      ? { type: 'step-started', job, step }
      : { type: 'job-started', job },
    ...said,
  ];
}

/** act passes over jobs for machines it does not know, and ends as if all were well. */
function missingMachine(message: string): string | undefined {
  const label = /Skipping unsupported platform.*`-P ([^=`]+)=/.exec(
    message,
  )?.[1];
  return label === undefined
    ? undefined
    : `Nothing here runs jobs on ${label}. Write runs-on: ubuntu-latest`;
}

function describe(line: Line, job?: ActJob, step?: ActStep): ActEvent[] {
  const isRaw = line.raw_output === true;
  const isAnnouncement = !isRaw && line.msg.startsWith('\u2b50');
  const isOwnStep = line.stepid !== undefined;
  if (
    isAnnouncement ||
    isOwnStep ||
    (line.command !== undefined && QUIET_COMMANDS.has(line.command)) ||
    (!job && line.level !== 'error' && line.level !== 'fatal')
  ) {
    return [];
  }
  const missing = isRaw ? undefined : missingMachine(line.msg);
  const isSaid = line.command !== undefined && line.arg !== undefined;
  const text = missing ?? terminalText((isSaid && line.arg) || line.msg);
  return isRaw || text.trim() !== ''
    ? [
        {
          type: 'line',
          text: isRaw ? text : text.trim(),
          job,
          step,
          isError:
            missing !== undefined ||
            (!isRaw && (line.level === 'error' || line.level === 'fatal')),
        },
      ]
    : [];
}
