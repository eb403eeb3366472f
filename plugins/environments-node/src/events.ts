/**
 * Topic of the events service on which every change of an environment is told. The payload is an `EnvironmentEvent`.
 */
export const ENVIRONMENT_EVENTS_TOPIC = 'cairn.environments';

export interface EnvironmentEvent {
  environment: string;
  /** Entity ref of a group. */
  owner: string;
  state: string;
  /** Entity ref of the user who asked for it. */
  createdBy: string;
}
