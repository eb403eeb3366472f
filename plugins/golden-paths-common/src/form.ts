/**
 * The value that binds a task to a plan: its digest. A golden path that can be planned has a property of this name in
 * its parameters (`type: string`); the form does not show it, and the last step fills it in.
 */
export const PLAN_DIGEST_VALUE = 'planDigest';

/** Names in `ui:field` of the form fields that `@cairn/plugin-golden-paths` brings. */
export const FORM_FIELDS = {
  /** Value: the name. Asks `GET /names/:name` while one types. */
  name: 'CairnServiceName',
  /** Value: entity ref of a group; those of the person come first, and the first of them is filled in. */
  owner: 'CairnOwner',
  /** Value: entity ref of a system; empty where there is none. */
  system: 'CairnSystem',
  /** Value: `StartEnvironment[]`. `ui:options.classes`: the classes that are offered; default every one. */
  environments: 'CairnEnvironments',
} as const;

/** An environment to start with, as the field `CairnEnvironments` gives it. */
export interface StartEnvironment {
  /** What it is for, for example `dev`; the environment is named `<service>-<name>`. */
  name: string;
  /** Name of an environment class. */
  class: string;
}

/**
 * The template that takes out what a task made: a task of it, with the value `planDigest`, is what "Remove what was made"
 * starts. It is not offered on the page of golden paths (its tag is `hidden`).
 */
export const REMOVAL_TEMPLATE = 'template:default/remove-golden-path';

/** Annotation of a template: what one has in the end, for people, separated by commas. Shown where one chooses. */
export const GIVES_ANNOTATION = 'cairn.dev/gives';

/** Annotation of a template: how long its task takes, in seconds, as measured. Shown where one chooses. */
export const TAKES_ANNOTATION = 'cairn.dev/takes-seconds';

/** Tag of a template that is not offered where one chooses, because something else starts it. */
export const HIDDEN_TAG = 'hidden';
