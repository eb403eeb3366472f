import { parseEntityRef } from '@backstage/catalog-model';
import { Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import styles from './FilterBar.module.css';
import type { CatalogFilters, Whose } from './filters';
import { kindTitle } from './kinds';
import { SearchText } from './SearchText';
import { useChoices } from './useCatalog';

const ANY = '*';

const whoseTitles: Array<{ id: Whose; title: string }> = [
  { id: 'owned', title: 'Mine' },
  { id: 'starred', title: 'Starred' },
  { id: 'all', title: 'All' },
];

/** What is looked for. */
export function FilterBar(props: {
  filters: CatalogFilters;
  onChange: (changes: Partial<CatalogFilters>) => void;
  /** Whether another kind can be chosen. */
  hasKinds: boolean;
}) {
  const { filters, onChange, hasKinds } = props;
  const { kinds, types, owners } = useChoices(filters.kind);

  return (
    <div className={styles.bar} role="search" aria-label="Catalog">
      <SearchText value={filters.text} onChange={text => onChange({ text })} />
      {hasKinds && (
        <Select
          className={styles.select}
          label="Kind"
          size="small"
          value={filters.kind}
          onChange={kind =>
            onChange({
              kind: String(kind),
              types: [],
              owners: [],
              lifecycles: [],
              tags: [],
            })
          }
          options={withChosen(kinds, [filters.kind]).map(
            ({ value, count }) => ({
              id: value.toLocaleLowerCase('en-US'),
              label: counted(kindTitle(value), count),
            }),
          )}
        />
      )}
      <Select
        className={styles.select}
        label="Type"
        size="small"
        value={filters.types.at(0) ?? ANY}
        onChange={type =>
          onChange({ types: type === ANY ? [] : [String(type)] })
        }
        options={[
          { id: ANY, label: 'Any type' },
          ...withChosen(types, filters.types).map(({ value, count }) => ({
            id: value,
            label: counted(value, count),
          })),
        ]}
      />
      <Select
        className={styles.select}
        label="Owner"
        size="small"
        value={filters.owners.length > 1 ? '' : filters.owners.at(0) ?? ANY}
        placeholder={`${filters.owners.length} owners`}
        onChange={owner =>
          onChange({ owners: owner === ANY ? [] : [String(owner)] })
        }
        options={[
          { id: ANY, label: 'Any owner' },
          ...withChosen(owners, filters.owners).map(({ value, count }) => ({
            id: value,
            label: counted(nameOf(value), count),
          })),
        ]}
      />
      <ToggleButtonGroup
        className={styles.whose}
        aria-label="Whose"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filters.whose]}
        onSelectionChange={keys => {
          const [chosen] = [...keys];
          const whose = whoseTitles.find(({ id }) => id === chosen)?.id;
          if (whose) {
            onChange({ whose });
          }
        }}
      >
        {whoseTitles.map(({ id, title }) => (
          <ToggleButton key={id} id={id}>
            {title}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

/** What was chosen can be seen even where nothing has it (any more). */
function withChosen(
  choices: Array<{ value: string; count: number }>,
  chosen: string[],
): Array<{ value: string; count?: number }> {
  const known = new Set(
    choices.map(({ value }) => value.toLocaleLowerCase('en-US')),
  );
  return [
    ...[...choices].sort((a, b) => a.value.localeCompare(b.value, 'en')),
    ...chosen
      .filter(value => !known.has(value.toLocaleLowerCase('en-US')))
      .map(value => ({ value })),
  ];
}

function counted(title: string, count: number | undefined): string {
  return count === undefined ? title : `${title} (${count})`;
}

function nameOf(owner: string): string {
  return parseEntityRef(owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  }).name;
}
