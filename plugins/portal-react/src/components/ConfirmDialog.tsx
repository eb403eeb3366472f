import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { BusyButton } from './BusyButton';
import { FailureNote } from './FailureNote';

/** Asks for a yes before something that is not easily undone; stays open, with the reason, where it did not work. */
export function ConfirmDialog(props: {
  title: string;
  /** What will happen, to what. */
  children: ReactNode;
  /** What the button says, as a verb: `Remove`. */
  yes: string;
  /** What the button says meanwhile: `Removing…`. */
  busyLabel: string;
  busy: boolean;
  /** Nothing to confirm yet, or it cannot be done. */
  isDisabled?: boolean;
  error: unknown;
  /** What could not be done: a sentence without its full stop. */
  failure: string;
  isOpen: boolean;
  onClose: () => void;
  onYes: () => void;
}) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={open => {
        if (!open) props.onClose();
      }}
      width="min(560px, 94vw)"
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        {props.children}
        {Boolean(props.error) && (
          <FailureNote what={props.failure} error={props.error} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          Leave it as it is
        </Button>
        <BusyButton
          variant="primary"
          destructive
          isDisabled={props.isDisabled}
          busy={props.busy}
          busyLabel={props.busyLabel}
          onPress={props.onYes}
        >
          {props.yes}
        </BusyButton>
      </DialogFooter>
    </Dialog>
  );
}
