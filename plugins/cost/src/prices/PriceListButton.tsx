import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { RiPriceTag3Line } from '@remixicon/react';
import { PriceListEntries } from './PriceListEntries';

/** Opens the price list that amounts are made by. */
export function PriceListButton(props: { name?: string }) {
  return (
    <DialogTrigger>
      <Button size="small" variant="secondary" iconStart={<RiPriceTag3Line />}>
        {props.name ? `Price list “${props.name}”` : 'Price list'}
      </Button>
      <Dialog width={760}>
        <DialogHeader>Price list</DialogHeader>
        <DialogBody>
          <PriceListEntries />
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
