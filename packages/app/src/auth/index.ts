export { authModule } from './module';
