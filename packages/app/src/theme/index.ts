export { themeModule } from './module';
