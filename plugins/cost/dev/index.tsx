import '@backstage/cli/asset-types';
import './index.css';
import { createRoot } from 'react-dom/client';
import { createDevApp } from './createDevApp';
import { FakeCost } from './FakeCost';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id root');
createRoot(root).render(createDevApp(new FakeCost()).createRoot());
