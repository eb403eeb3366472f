/** Something that costs, and how much of what a day. */
export interface Thing {
  ref: string;
  owner: string;
  /** Micro-units a day by environment. */
  environments: Record<string, number>;
  /** The same by resource. */
  resources: Record<string, number>;
  /** For how many days already. */
  since: number;
  /** Micro-units a month. */
  budget?: number;
  sample: boolean;
}

const CENT = 10_000;
const DOLLAR = 100 * CENT;

const usual = { cpu: 60 * CENT, memory: 25 * CENT, storage: 10 * CENT };

export const things: Thing[] = [
  {
    ref: 'component:default/cart-api',
    owner: 'group:default/checkout-team',
    environments: {
      'larkfield-cart-api': 55 * CENT,
      'amara-scratch': 25 * CENT,
      'checkout-voucher-codes': 15 * CENT,
    },
    resources: usual,
    since: 120,
    budget: 40 * DOLLAR,
    sample: true,
  },
  {
    ref: 'component:default/checkout-api',
    owner: 'group:default/checkout-team',
    environments: {
      'larkfield-checkout-api': 90 * CENT,
      'checkout-split-payment': 40 * CENT,
    },
    resources: usual,
    since: 120,
    budget: 30 * DOLLAR,
    sample: true,
  },
  {
    ref: 'component:default/storefront-web',
    owner: 'group:default/storefront-team',
    environments: Object.fromEntries(
      [
        'larkfield-storefront-web',
        'storefront-with-a-name-as-long-as-it-gets',
        'storefront-summer-campaign',
        'preview-1204',
        'preview-1211',
        'preview-1215',
        'preview-1219',
        'preview-1220',
      ].map((name, index) => [name, (90 - 10 * index) * CENT]),
    ),
    resources: usual,
    since: 120,
    budget: 60 * DOLLAR,
    sample: true,
  },
  {
    ref: 'component:default/payments-api',
    owner: 'group:default/payments-team',
    environments: { 'larkfield-payments-api': 80 * CENT },
    resources: usual,
    since: 1,
    sample: false,
  },
  {
    ref: 'component:default/search-indexer',
    owner: 'group:default/data-team',
    environments: { 'search-nightly': 0 },
    resources: { cpu: 0 },
    since: 30,
    budget: 10 * DOLLAR,
    sample: false,
  },
  {
    ref: 'component:default/loyalty-api',
    owner: 'group:default/data-team',
    environments: {},
    resources: {},
    since: 0,
    sample: false,
  },
];
