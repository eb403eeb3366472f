import { REPOSITORY_ANNOTATION } from '@cairn/plugin-pipelines-common';
import { CodeLine, EmptyNote } from '@cairn/plugin-portal-react';
import styles from './RunsPage.module.css';

/** A repository whose pipelines never ran, and how to make one run. */
export function NoRuns({ repository }: { repository: string }) {
  return (
    <>
      <EmptyNote title="Nothing ran yet">
        A push to {repository} runs the workflows that stand in its folder{' '}
        <code>.gitea/workflows</code> or <code>.github/workflows</code>, and
        shows them here within seconds. To try it without changing anything:
      </EmptyNote>
      <CodeLine
        text="git commit --allow-empty -m 'chore: run the pipeline' && git push"
        label="command that makes a run"
      />
    </>
  );
}

/** An entity without a repository, and how to say where it is. */
export function NoRepository({ title }: { title: string }) {
  return (
    <>
      <EmptyNote title="It is not known where its pipelines run">
        {title} does not say where its repository is. Add the annotation to its{' '}
        <code>catalog-info.yaml</code>; the tab fills once the catalog has read
        it again.
      </EmptyNote>
      <pre
        className={styles.snippet}
        tabIndex={0}
        role="region"
        aria-label="The annotation"
      >
        {[
          'metadata:',
          '  annotations:',
          `    ${REPOSITORY_ANNOTATION}: OWNER/REPOSITORY`,
        ].join('\n')}
      </pre>
    </>
  );
}
