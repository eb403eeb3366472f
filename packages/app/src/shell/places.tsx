import {
  RiAddBoxLine,
  RiBookOpenLine,
  RiBox3Line,
  RiCheckDoubleLine,
  RiCodeSSlashLine,
  RiCoinLine,
  RiHome5Line,
  RiPulseLine,
  RiScales3Line,
  RiStackLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';

/** A page in the sidebar: its extension, and how it is called there. */
export interface Place {
  extension: string;
  title: string;
  icon: ReactElement;
}

const size = 18;

/** In this order. A page that is not installed is not shown; an installed one that is not named here comes last, as it calls itself. */
export const places: Place[] = [
  { extension: 'page:home', title: 'Home', icon: <RiHome5Line size={size} /> },
  {
    extension: 'page:catalog',
    title: 'Catalog',
    icon: <RiBox3Line size={size} />,
  },
  {
    extension: 'page:environments',
    title: 'Environments',
    icon: <RiStackLine size={size} />,
  },
  {
    extension: 'page:environments/approvals',
    title: 'Approvals',
    icon: <RiCheckDoubleLine size={size} />,
  },
  {
    extension: 'page:scaffolder',
    title: 'Create',
    icon: <RiAddBoxLine size={size} />,
  },
  {
    extension: 'page:techdocs',
    title: 'Docs',
    icon: <RiBookOpenLine size={size} />,
  },
  {
    extension: 'page:api-docs',
    title: 'APIs',
    icon: <RiCodeSSlashLine size={size} />,
  },
  {
    extension: 'page:policy',
    title: 'Policy',
    icon: <RiScales3Line size={size} />,
  },
  {
    extension: 'page:cost',
    title: 'Costs',
    icon: <RiCoinLine size={size} />,
  },
  {
    extension: 'page:platform',
    title: 'Platform',
    icon: <RiPulseLine size={size} />,
  },
];

/** Pages that are reached from elsewhere: by the links at the end of the sidebar, or from an entity. */
export const elsewhere = [
  'page:app-visualizer',
  'page:auth',
  'page:catalog-graph',
  'page:notifications',
  'page:search',
  'page:user-settings',
];
