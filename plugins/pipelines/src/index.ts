export { pipelinesApiRef } from './api/pipelinesApi';
export { pipelinesPlugin as default } from './plugin';
