export { startupRulesServiceFactory as default } from './service';
