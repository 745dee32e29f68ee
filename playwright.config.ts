import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/find-chromium.mjs";
import type { ProjectOptions } from "./tests/e2e/support/test";

const PORT = Number(process.env.CURIO_E2E_PORT ?? 4317);

const INSECURE_NAME = "curio.test";
/** The page at an address that is neither https nor localhost. */
export const INSECURE_HOST = `http://${INSECURE_NAME}:${PORT}/`;

// Chromium's own background traffic would only blur the test that no request leaves the origin.
const QUIET = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-first-run",
  "--no-pings",
  `--host-resolver-rules=MAP ${INSECURE_NAME} localhost`,
];
export const SOFTWARE_ADAPTER = [
  ...["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-unsafe-swiftshader"],
  // Browsers give graphics up after a few crashes of their process.
  ...["--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"],
];

const executablePath = findChromium();
const launchOptions = (flags: readonly string[]) => ({
  args: [...QUIET, ...flags],
  ...(executablePath === null ? {} : { executablePath }),
});

const MEASURES_TIME = /smoothness\.spec\.ts$/;
const NEEDS_ADAPTER = /(graphics-(deaths|card|kernels)|device-trial)\.spec\.ts$/;

// cpu: headless Chromium as it is, whose WebGPU adapter is null; swiftshader: WebGPU in software, whose
// long tests come first so that none is left alone at the end; alone: as cpu.
export default defineConfig<ProjectOptions>({
  testDir: "tests/e2e",
  tsconfig: "tsconfig.node.json",
  outputDir: "test-results",
  // A browser waits more than it works; what measures time runs in a project of its own, after the others.
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  // Patience costs nothing where all is well; a busy machine needs several times what a quiet one does.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    // Tests of the page want its files from the server; offline.spec.ts lets the service worker in.
    serviceWorkers: "block",
    // A trace of every test would take longer than the tests; `--trace on` makes one when asked.
    trace: "on-first-retry",
  },
  projects: [
    {
      name: "swiftshader",
      testMatch: NEEDS_ADAPTER,
      use: { backend: "backend=webgpu", launchOptions: launchOptions(SOFTWARE_ADAPTER) },
    },
    { name: "cpu", testIgnore: [NEEDS_ADAPTER, MEASURES_TIME], use: { launchOptions: launchOptions([]) } },
    { name: "alone", testMatch: MEASURES_TIME, workers: 1, use: { launchOptions: launchOptions([]) } },
  ],
  webServer: {
    command: `node scripts/start.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: !process.env.CI,
    timeout: 180_000,
  },
});
