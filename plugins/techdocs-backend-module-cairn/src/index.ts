export { techdocsModuleCairn as default } from './module';
