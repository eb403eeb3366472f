export { firstHourPlugin as default } from './plugin';
