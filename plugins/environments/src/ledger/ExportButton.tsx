import { useApi } from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '@cairn/plugin-environments-react';
import { Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { BusyButton } from '@cairn/plugin-portal-react';
import { RiDownloadLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../components/FailureNote';

/** Gives a file to the person, as a link with `download` would; a link could not carry the person's token. */
function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The whole ledger as a file of JSON lines. */
export function ExportButton() {
  const api = useApi(environmentsApiRef);
  const exporting = useMutation({
    mutationFn: () => api.exportLedger(),
    onSuccess: content =>
      save(
        content,
        `cairn-ledger-${new Date().toISOString().slice(0, 10)}.jsonl`,
      ),
  });
  return (
    <>
      {exporting.isPending ? (
        <BusyButton variant="secondary" busy busyLabel="Exporting…" />
      ) : (
        <Button
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={() => exporting.mutate()}
        >
          Export as JSON lines
        </Button>
      )}
      <Dialog
        isOpen={exporting.isError}
        onOpenChange={() => exporting.reset()}
        width="min(560px, 94vw)"
      >
        <DialogHeader>Export</DialogHeader>
        <DialogBody>
          <FailureNote
            what="The ledger was not exported"
            error={exporting.error}
          />
        </DialogBody>
      </Dialog>
    </>
  );
}
