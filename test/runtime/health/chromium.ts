import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Names of the program by distribution. */
const programs = ['chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of the machine. In CI there must be one; elsewhere a machine may have none, and is told so. */
export function findChromium(): string | undefined {
  const found = programs.find((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found !== undefined) return found;
  if (process.env['CI'] === 'true') throw new Error(`In CI there must be one of ${programs.join(', ')}.`);
  console.warn(`Tests of the health page in a browser are skipped: there is none of ${programs.join(', ')}.`);
  return undefined;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

/** A headless browser with one page, spoken to by the DevTools protocol through a pipe. */
export class Chromium {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #requests: string[] = [];
  readonly #problems: string[] = [];
  #lastId = 0;
  #session: string | undefined;

  private constructor(child: ChildProcess, profile: string) {
    this.#child = child;
    this.#profile = profile;
    let received = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const messages = (received + text).split('\0');
      received = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message) as Answer);
    });
  }

  static async start(program: string): Promise<Chromium> {
    const profile = await mkdtemp(join(tmpdir(), 'poolwise-chromium-'));
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--no-first-run',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
    ];
    const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const browser = new Chromium(child, profile);
    const { targetId } = await browser.#send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const attached = await browser.#send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = attached.sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.#send(`${domain}.enable`);
    return browser;
  }

  /** What the page has asked for, by address. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  /** Errors of scripts, of the console and of the content security policy. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  async open(url: string, { dark = false, width = 1040, height = 1200 } = {}): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await this.#send('Emulation.setEmulatedMedia', { features });
    await this.#send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await this.#send('Page.navigate', { url: 'about:blank' });
    await this.until('location.href === "about:blank"');
    this.#requests.length = 0;
    this.#problems.length = 0;
    await this.#send('Page.navigate', { url });
    await this.until('document.readyState === "complete"');
  }

  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.#send<{ result: { value: Value }; exceptionDetails?: { text: string } }>(
      'Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true },
    );
    if (answer.exceptionDetails) throw new Error(`${expression}: ${answer.exceptionDetails.text}`);
    return answer.result.value;
  }

  /** Waits until the expression holds on the page. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + 15_000;
    while (!(await this.evaluate<boolean>(`Boolean(${expression})`))) {
      if (Date.now() > end) throw new Error(`The page never came to ${expression}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#send<{ data: string }>('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
    });
    return Buffer.from(data, 'base64');
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    await this.#send('Browser.close').catch(() => this.#child.kill());
    await exited;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #send<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.#lastId;
    const message = { id, method, params, ...(this.#session === undefined ? {} : { sessionId: this.#session }) };
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve, reject });
      (this.#child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  #take({ id, result, error, method, params }: Answer): void {
    if (id !== undefined) {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) pending?.reject(new Error(error.message));
      else pending?.resolve(result);
      return;
    }
    if (method === 'Network.requestWillBeSent') {
      this.#requests.push((params?.['request'] as { url: string }).url);
    } else if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded') {
      this.#problems.push(JSON.stringify(params));
    }
  }
}
