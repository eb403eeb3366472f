/*
 * How a repository says which plan it was made for. Before its first commit there is nothing in it but its description,
 * afterwards the message of the first commit says it for ever. A plan is carried out by one task, so what carries its
 * digest was made by that task.
 */

const TRAILER = 'Cairn-Plan';

/** Description of a repository that is being made. */
export function makingDescription(plan: string): string {
  return `Being made by Cairn for the plan ${plan}`;
}

/** Message of the first commit. */
export function firstMessage(options: {
  /** Entity ref of the template. */
  template: string;
  plan: string;
  task: string;
}): string {
  return [
    `Start from the golden path ${options.template.replace(/^.*\//, '')}`,
    '',
    `${TRAILER}: ${options.plan}`,
    `Cairn-Task: ${options.task}`,
    '',
  ].join('\n');
}

/** Digest of the plan that a commit message names; undefined where none. */
export function planOfMessage(message: string): string | undefined {
  return new RegExp(`^${TRAILER}: (sha256:[0-9a-f]{64})$`, 'm').exec(
    message,
  )?.[1];
}
