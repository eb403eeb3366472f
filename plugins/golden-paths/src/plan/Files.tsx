import { Finding } from '@cairn/plugin-environments-react';
import type { PlannedFile } from '@cairn/plugin-golden-paths-common';
import { Panel } from '@cairn/plugin-portal-react';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import { SearchField, Text } from '@backstage/ui';
import {
  RiCloseCircleLine,
  RiFileLine,
  RiFolderLine,
  RiAlertLine,
} from '@remixicon/react';
import { useMemo, useState } from 'react';
import { FileView } from './FileView';
import { filesWith, treeOf, type TreeRow } from './files';
import styles from './Files.module.css';

function FindingMark({ findings }: { findings: PolicyViolation[] }) {
  if (findings.length === 0) return null;
  const denied = findings.some(({ severity }) => severity === 'deny');
  const Icon = denied ? RiCloseCircleLine : RiAlertLine;
  return (
    <Icon
      className={styles.finding}
      data-severity={denied ? 'deny' : 'warn'}
      aria-label={denied ? ' (denied by policy)' : ' (policy warns)'}
    />
  );
}

function Row(props: {
  row: TreeRow;
  isShown: boolean;
  findings: PolicyViolation[];
  onShow: () => void;
}) {
  const { row } = props;
  const indent = { paddingLeft: 10 + row.depth * 16 };
  if (row.kind === 'folder') {
    return (
      <li className={styles.folder} style={indent}>
        <RiFolderLine aria-hidden="true" />
        <span>{row.name}</span>
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        className={styles.file}
        style={indent}
        aria-current={props.isShown || undefined}
        aria-label={row.path}
        onClick={props.onShow}
      >
        <RiFileLine aria-hidden="true" />
        <span>{row.name}</span>
        <FindingMark findings={props.findings} />
      </button>
    </li>
  );
}

function countWords(shown: number, all: number) {
  return shown === all ? `${all} files` : `${shown} of ${all} files`;
}

/** What a person wants to see first: what policy speaks of, else what says what it is. */
function firstOf(
  files: readonly PlannedFile[],
  findings: Map<string, PolicyViolation[]>,
) {
  return (
    files.find(({ path }) => findings.has(path)) ??
    files.find(({ path }) => path === 'README.md') ??
    files.at(0)
  );
}

/** The repository that would be made: every file, to be searched and read, with what policy says of it. */
export function Files(props: {
  files: PlannedFile[];
  /** By path. */
  findings: Map<string, PolicyViolation[]>;
}) {
  const { files, findings } = props;
  const [text, setText] = useState('');
  const [path, setPath] = useState<string>();
  const search = text.trim();
  const found = useMemo(() => filesWith(files, search), [files, search]);
  const rows = useMemo(() => treeOf(found), [found]);
  const shown =
    found.find(file => file.path === path) ?? firstOf(found, findings);

  return (
    <Panel flush>
      <div className={styles.bar}>
        <SearchField
          aria-label="Search in names and contents"
          placeholder="Search in names and contents"
          size="small"
          className={styles.search}
          value={text}
          onChange={setText}
        />
        <Text role="status" variant="body-small" color="secondary">
          {countWords(found.length, files.length)}
        </Text>
      </div>
      <div className={styles.columns}>
        <ul className={styles.tree} aria-label="Files of the repository">
          {rows.map(row => (
            <Row
              key={`${row.kind}:${row.path}`}
              row={row}
              isShown={row.path === shown?.path}
              findings={findings.get(row.path) ?? []}
              onShow={() => setPath(row.path)}
            />
          ))}
          {rows.length === 0 && (
            <li className={styles.none}>No file has it.</li>
          )}
        </ul>
        {shown && (
          <div className={styles.shown}>
            {(findings.get(shown.path) ?? []).map(finding => (
              <Finding
                key={`${finding.rule}:${finding.path}:${finding.message}`}
                finding={finding}
              />
            ))}
            <FileView file={shown} search={search} />
          </div>
        )}
      </div>
    </Panel>
  );
}
