/** What the first page shows when the catalogue cannot be asked: the basics, which are always there. */
export const products = [
  {
    sku: 'carrots-nantes-bunch',
    name: 'Nantes carrots',
    unit: 'bunch',
    unitPriceCents: 240,
  },
  { sku: 'rye-loaf', name: 'Rye loaf', unit: 'piece', unitPriceCents: 480 },
  { sku: 'whole-milk', name: 'Whole milk', unit: 'litre', unitPriceCents: 190 },
];
