import type { ApplicationHealth } from '@cairn/plugin-health-common';
import { RiGitMergeLine } from '@remixicon/react';
import {
  Ago,
  ExternalLink,
  StateMark,
  type Tone,
} from '@cairn/plugin-portal-react';
import { FewOf } from '../components/FewOf';
import { ObjectName } from '../components/ObjectName';
import { HealthStatusBadge } from '../status/HealthStatusBadge';
import styles from './Applications.module.css';

const TROUBLED_SHOWN = 8;
const SHORT = 7;

const SYNC: Record<
  string,
  { tone: Tone; icon?: typeof RiGitMergeLine; word: string }
> = {
  Synced: { tone: 'good', word: 'Synced' },
  OutOfSync: { tone: 'warning', icon: RiGitMergeLine, word: 'Out of sync' },
};

/** What Argo CD deploys here: whether it is as in Git, and what of it is not. */
export function Applications(props: {
  applications: ApplicationHealth[];
  stale: boolean;
}) {
  if (props.applications.length === 0) {
    return null;
  }
  return (
    <section className={styles.part} aria-label="Argo CD">
      <h5 className={styles.title}>Argo CD</h5>
      <ul className={styles.applications}>
        {props.applications.map(application => (
          <li key={`${application.instance}/${application.name}`}>
            <Application application={application} stale={props.stale} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Application(props: {
  application: ApplicationHealth;
  stale: boolean;
}) {
  const { application, stale } = props;
  const { name, verdict, sync, revision, syncedAt, troubled, url } =
    application;
  return (
    <>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <span className={styles.states}>
          {stale ? (
            <StateMark
              tone="unknown"
              word={`Was ${syncWord(sync).toLocaleLowerCase('en-US')}`}
            />
          ) : (
            <StateMark
              {...(SYNC[sync] ?? { tone: 'unknown', word: `Sync: ${sync}` })}
            />
          )}
          <HealthStatusBadge status={verdict.status} stale={stale} />
        </span>
      </div>
      <p className={styles.message}>{verdict.message}</p>
      <p className={styles.facts}>
        <span>
          <code>{application.repository}</code> ·{' '}
          <code>{application.path}</code> at{' '}
          <code>{application.targetRevision}</code>
        </span>
        {revision && (
          <span>
            live <code title={revision}>{revision.slice(0, SHORT)}</code>
          </span>
        )}
        {syncedAt && (
          <span>
            synced <Ago at={syncedAt} />
          </span>
        )}
        {url && <ExternalLink href={url}>Open in Argo CD</ExternalLink>}
      </p>
      {troubled.length > 0 && (
        <FewOf
          items={troubled}
          shown={TROUBLED_SHOWN}
          what="objects that differ"
        >
          {items => (
            <ul
              className={styles.troubled}
              aria-label={`Objects of ${name} that differ from Git or are not healthy`}
            >
              {items.map(({ object, sync: objectSync, health, message }) => (
                <li key={`${object.apiVersion} ${object.kind} ${object.name}`}>
                  <ObjectName object={object} />
                  <span className={styles.trouble}>
                    {[syncWord(objectSync), health, message]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </FewOf>
      )}
    </>
  );
}

function syncWord(sync: string): string {
  return SYNC[sync]?.word ?? sync;
}
