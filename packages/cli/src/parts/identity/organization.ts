import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const entitySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('User'),
    metadata: z.object({
      name: z.string(),
      title: z.string().optional(),
      description: z.string().optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
    spec: z.object({
      profile: z
        .object({
          displayName: z.string().optional(),
          email: z.string().optional(),
        })
        .optional(),
      memberOf: z.array(z.string()).optional(),
    }),
  }),
  z.object({
    kind: z.literal('Group'),
    metadata: z.object({ name: z.string(), title: z.string().optional() }),
    spec: z.object({
      type: z.string().optional(),
      profile: z.object({ displayName: z.string().optional() }).optional(),
    }),
  }),
]);

/** Somebody you can be. */
export interface Person {
  /** Name of the catalog entity; the subject (`sub`) of its tokens. */
  id: string;
  name: string;
  email: string;
  /** What the person does, for example `Engineering lead`. */
  jobTitle?: string;
  /** Names of its groups. */
  groups: string[];
}

/** People of one group, as the sign-in page shows them. */
export interface Team {
  id: string;
  title: string;
  people: Person[];
}

/** The example company: who is there, and in which teams. */
export interface Organization {
  people: Person[];
  /** By title, each with at least one person; who is in no group is in the last one. */
  teams: Team[];
}

/** Names may be given as `group:default/name`; the catalog's own rule for relations. */
function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1).replace(/^.*:/, '');
}

/**
 * Reads people and teams from the text of catalog files. Entities of other kinds, and users without an email
 * (nobody could sign in as them: the portal matches by email), are left out.
 */
export function parseOrganization(files: string[]): Organization {
  const entities = files
    .flatMap(text => parseAllDocuments(text))
    .map(document =>
      entitySchema.safeParse('toJS' in document ? document.toJS() : undefined),
    )
    .flatMap(parsed => (parsed.success ? [parsed.data] : []));

  const titles = new Map<string, string>();
  const people: Person[] = [];
  for (const entity of entities) {
    const { name, title } = entity.metadata;
    if (entity.kind === 'Group') {
      titles.set(name, title ?? entity.spec.profile?.displayName ?? name);
    } else if (entity.spec.profile?.email) {
      people.push({
        id: name,
        name: entity.spec.profile.displayName ?? title ?? name,
        email: entity.spec.profile.email,
        jobTitle:
          entity.metadata.annotations?.['cairn.dev/job-title'] ??
          entity.metadata.description,
        groups: (entity.spec.memberOf ?? []).map(nameOf),
      });
    }
  }

  const teams = new Map<string, Team>();
  for (const person of people) {
    const id = person.groups[0] ?? '';
    const team = teams.get(id) ?? {
      id,
      title: id === '' ? 'No team' : titles.get(id) ?? id,
      people: [],
    };
    team.people.push(person);
    teams.set(id, team);
  }
  return {
    people,
    teams: [...teams.values()].sort(
      (a, b) =>
        Number(a.id === '') - Number(b.id === '') ||
        a.title.localeCompare(b.title, 'en'),
    ),
  };
}

/** Reads the catalog files (`*.yaml`) of a folder; one that is missing is a company of nobody. */
export async function readOrganization(folder: string): Promise<Organization> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return { people: [], teams: [] };
  }
  const files = names.filter(name => /\.ya?ml$/.test(name)).sort();
  return parseOrganization(
    await Promise.all(files.map(name => readFile(join(folder, name), 'utf8'))),
  );
}

/** Finds who is meant by a name, an email or an id as typed; only an unambiguous answer is one. */
export function findPerson(
  organization: Organization,
  typed: string,
): Person | undefined {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') {
    return undefined;
  }
  const keysOf = (person: Person) =>
    [person.id, person.name, person.email].map(key => key.toLowerCase());
  const exact = organization.people.filter(person =>
    keysOf(person).includes(wanted),
  );
  const found =
    exact.length > 0
      ? exact
      : organization.people.filter(person =>
          keysOf(person).some(key => key.includes(wanted)),
        );
  return found.length === 1 ? found[0] : undefined;
}
