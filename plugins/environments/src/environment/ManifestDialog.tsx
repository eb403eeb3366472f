import { useApi } from '@backstage/frontend-plugin-api';
import type { ObservedResource } from '@cairn/plugin-environments-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
  Skeleton,
} from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { CodeLine, Yaml } from '@cairn/plugin-portal-react';
import { FailureNote } from '../components/FailureNote';
import { getYamlCommand } from './kubectl';
import styles from './ManifestDialog.module.css';

function Manifest(props: { environment: string; resource: ObservedResource }) {
  const { environment, resource } = props;
  const api = useApi(environmentsApiRef);
  const { kind, name } = resource.ref;
  const manifest = useQuery({
    queryKey: ['environments', 'manifest', environment, resource.id],
    queryFn: () => api.getManifest(environment, resource.id),
  });
  return (
    <div className={styles.body}>
      {manifest.isPending && <Skeleton width="100%" height={320} />}
      {manifest.isError && (
        <FailureNote
          what={`${kind} ${name} could not be read`}
          error={manifest.error}
          onRetry={() => manifest.refetch()}
        />
      )}
      {manifest.data && (
        <Yaml object={manifest.data} label={`YAML of ${kind} ${name}`} />
      )}
      <CodeLine
        text={getYamlCommand(resource.ref)}
        label="command that shows the same"
      />
    </div>
  );
}

/** “Show me”: the live object as YAML. Secret values are redacted by the server. */
export function ManifestDialog(props: {
  environment: string;
  resource: ObservedResource;
}) {
  const { kind, name } = props.resource.ref;
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Show me ${kind} ${name}`}
      >
        Show me
      </Button>
      <Dialog width="min(860px, 94vw)">
        <DialogHeader>{`${kind} ${name}`}</DialogHeader>
        <DialogBody>
          <Manifest {...props} />
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
