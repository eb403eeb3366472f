export { scaffolderModuleCairn as default } from './module';
