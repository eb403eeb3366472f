import '@backstage/cli/asset-types';
import './index.css';
import { createRoot } from 'react-dom/client';
import { createDevApp } from './createDevApp';
import { someEnvironments } from './environments';
import { FakeEnvironments } from './FakeEnvironments';
import { fill } from './lifecycle';

const STEP_MS = 1_500;

const fake = new FakeEnvironments();
fill(fake, someEnvironments);
setInterval(() => fake.advance(), STEP_MS);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id root');
createRoot(root).render(createDevApp(fake).createRoot());
