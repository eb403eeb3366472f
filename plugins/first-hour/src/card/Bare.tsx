import type { ComponentType } from 'react';

/** Draws a home page widget without a card around it. */
export function Bare({ Content }: { Content: ComponentType }) {
  return <Content />;
}
