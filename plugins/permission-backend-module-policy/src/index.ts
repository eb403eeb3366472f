export { permissionModulePolicy as default } from './module';
