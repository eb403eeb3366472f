export { environmentsPlugin as default } from './plugin';
export { MyEnvironmentsCard } from './home/MyEnvironmentsCard';
