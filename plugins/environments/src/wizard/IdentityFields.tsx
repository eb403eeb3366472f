import type { FieldProblem } from '@cairn/plugin-environments-common';
import { Select, Text, TextField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useCluster } from '../api/useCluster';
import { useGroups } from '../api/useGroups';
import { nameProblem, type Draft } from './draft';
import styles from './IdentityFields.module.css';
import { useNameTaken } from './useNameTaken';

function ClusterNote({ name }: { name: string }) {
  const { simulated, title } = useCluster(name);
  return simulated ? (
    <Text as="p" variant="body-small" color="secondary">
      {title} has simulated nodes: images are not pulled and no container runs.
    </Text>
  ) : null;
}

/** What every environment is asked for: its name, its owner, and its cluster where there is a choice. */
export function IdentityFields(props: {
  draft: Draft;
  clusters: string[];
  /** Id of the form that they belong to. */
  form: string;
  /** True once it was tried to go on: then everything that is missing is said. */
  tried: boolean;
  problems: FieldProblem[];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { draft, onChange, problems } = props;
  const [left, setLeft] = useState(false);
  const { mine, others, isPending } = useGroups();
  const taken = useNameTaken(draft.name);
  const problemOf = (field: string) =>
    problems.find(problem => problem.field === field)?.message;

  const first = mine[0]?.entityRef;
  const noOwner = draft.owner === '';
  useEffect(() => {
    if (noOwner && first) onChange({ owner: first });
  }, [noOwner, first, onChange]);

  const wrongName =
    nameProblem(draft.name, left || props.tried) ??
    (taken
      ? `There is an environment “${draft.name}” already; choose another name`
      : problemOf('name'));
  const wrongOwner =
    props.tried && noOwner ? 'Choose who owns it' : problemOf('owner');
  const sections = [
    { title: 'Your groups', groups: mine },
    { title: 'Other groups', groups: others },
  ].filter(({ groups }) => groups.length > 0);

  return (
    <div className={styles.fields}>
      <TextField
        label="Name"
        name="name"
        form={props.form}
        isRequired
        autoComplete="off"
        spellCheck="false"
        placeholder="checkout-preview"
        description={`3 to 40 lower-case letters, digits and hyphens.${
          draft.name && ` Its namespace will be env-${draft.name}.`
        }`}
        value={draft.name}
        onChange={name => onChange({ name })}
        onBlur={() => setLeft(draft.name !== '')}
        validationBehavior="aria"
        validate={() => wrongName}
      />
      <Select
        label="Owner"
        name="owner"
        isRequired
        description="The group that may see into it, change it and destroy it."
        size="medium"
        placeholder={isPending ? 'Loading groups…' : 'Choose a group'}
        value={draft.owner || null}
        onChange={owner => onChange({ owner: String(owner ?? '') })}
        options={sections.map(({ title, groups }) => ({
          title,
          options: groups.map(group => ({
            id: group.entityRef,
            label: group.title,
          })),
        }))}
        search={{ placeholder: 'Search groups' }}
        validationBehavior="aria"
        validate={() => wrongOwner}
      />
      {props.clusters.length > 1 && (
        <Select
          label="Cluster"
          name="cluster"
          size="medium"
          value={draft.cluster}
          onChange={cluster => onChange({ cluster: String(cluster ?? '') })}
          options={props.clusters.map(id => ({ id, label: id }))}
          validationBehavior="aria"
          validate={() => problemOf('cluster')}
        />
      )}
      <ClusterNote name={draft.cluster} />
    </div>
  );
}
