export { startTestApi, type TestApi } from "./start-test-api.ts";
