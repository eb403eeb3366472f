import { createApp } from './http.js';
import { seasonPage } from './pages.js';
import { products } from './products.js';

const html = body => ({ status: 200, type: 'text/html; charset=utf-8', body });

createApp([
  { method: 'GET', path: /^\/$/, handle: () => html(seasonPage(products)) },
]).listen(Number(process.env.PORT ?? 8080));
