export { catalogModuleCairn as default } from './module';
