import type { PlannedFile } from '@cairn/plugin-golden-paths-common';
import { CopyButton, markFound } from '@cairn/plugin-portal-react';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { sizeWords } from './files';
import styles from './Files.module.css';
import { highlight } from './highlight';

/** One file of the repository, as it would be. */
export function FileView(props: { file: PlannedFile; search: string }) {
  const { path, content, size } = props.file;
  const pieces = useMemo(
    () => (content === undefined ? [] : highlight(path, content)),
    [path, content],
  );
  const lines = content?.split('\n').length ?? 0;
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Text as="h5" weight="bold" className={styles.path}>
          {path}
        </Text>
        <Text variant="body-small" color="secondary">
          {sizeWords(size)}
        </Text>
        {content !== undefined && (
          <CopyButton text={content} label={`Copy ${path}`} />
        )}
      </div>
      {content === undefined ? (
        <Text as="p" color="secondary" className={styles.binary}>
          It is no text, so it cannot be shown here.
        </Text>
      ) : (
        <div
          className={styles.scroll}
          tabIndex={0}
          role="region"
          aria-label={`Content of ${path}`}
        >
          <pre className={styles.numbers} aria-hidden="true">
            {Array.from({ length: lines }, (_, at) => at + 1).join('\n')}
          </pre>
          <pre className={styles.text}>
            {pieces.map((piece, at) =>
              markFound([{ text: piece.text }], props.search).map(
                (part, within) => {
                  const Tag = part.found ? 'mark' : 'span';
                  return (
                    // Pieces never change their order.
                    <Tag key={`${at}:${within}`} data-kind={piece.kind}>
                      {part.text}
                    </Tag>
                  );
                },
              ),
            )}
          </pre>
        </div>
      )}
    </div>
  );
}
