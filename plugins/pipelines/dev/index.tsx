import '@backstage/cli/asset-types';
import './index.css';
import { createRoot } from 'react-dom/client';
import { createDevApp } from './createDevApp';
import { FakePipelines } from './FakePipelines';

const PRINT_MS = 700;

const fake = new FakePipelines();
let printed = 0;
setInterval(() => {
  printed += 1;
  fake.print('23', `\u001b[32m✓\u001b[39m src/cart.test.ts > case ${printed}`);
}, PRINT_MS);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id root');
createRoot(root).render(createDevApp(fake).createRoot());
