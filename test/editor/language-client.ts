import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  ApplyWorkspaceEditRequest,
  type CodeAction,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';

import { toolPath } from '../command-line/tool.ts';

const server = toolPath('vscode-langservers-extracted', 'bin', 'vscode-eslint-language-server');

/** What the extension of VS Code sends for its default settings, as far as the server reads it. */
const settings = {
  validate: 'on',
  run: 'onType',
  quiet: false,
  onIgnoredFiles: 'off',
  options: {},
  experimental: {},
  problems: { shortenToSingleLine: false },
  rulesCustomizations: [],
  nodePath: null,
  codeAction: {
    disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
    showDocumentation: { enable: true },
  },
  codeActionOnSave: { mode: 'all' },
};

/** An editor, as ESLint's language server sees it. Paths are absolute. */
export class LanguageClient {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, { version: number; text: string }>();
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
    // typescript-eslint takes a run in CI for one that reads each file once; an editor does not run there.
    const { PATH = '', HOME = '' } = process.env;
    const started = spawn(process.execPath, [server, '--stdio'], {
      cwd: directory,
      env: { PATH, HOME },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process = started;
    this.#connection = createProtocolConnection(
      new StreamMessageReader(started.stdout),
      new StreamMessageWriter(started.stdin),
    );
  }

  static async start(directory: string): Promise<LanguageClient> {
    const client = new LanguageClient(directory);
    await client.#initialize();
    return client;
  }

  async #initialize(): Promise<void> {
    const connection = this.#connection;
    const workspaceFolder = { uri: pathToFileURL(this.#directory).href, name: basename(this.#directory) };
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(() => ({ ...settings, workspaceFolder, workingDirectory: { directory: this.#directory } })),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onRequest(DiagnosticRefreshRequest.type, () => undefined);
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit: { documentChanges = [] } }) => {
      for (const change of documentChanges) {
        if ('edits' in change) this.#apply(change.textDocument.uri, change.edits as TextEdit[]);
      }
      return { applied: true };
    });
    connection.onUnhandledNotification(() => undefined);
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the request still requires it
      rootUri: null,
      workspaceFolders: [workspaceFolder],
      capabilities: {
        workspace: { configuration: true, applyEdit: true, workspaceEdit: { documentChanges: true } },
        textDocument: {
          diagnostic: {},
          publishDiagnostics: { codeDescriptionSupport: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
    });
    await connection.sendNotification(InitializedNotification.type, {});
  }

  async open(path: string, text: string): Promise<void> {
    const { href: uri } = pathToFileURL(path);
    this.#documents.set(uri, { version: 1, text });
    const languageId = path.endsWith('.tsx') ? 'typescriptreact' : 'typescript';
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(path: string, text: string): Promise<void> {
    const { href: uri } = pathToFileURL(path);
    const version = this.#document(uri).version + 1;
    this.#documents.set(uri, { version, text });
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  textOf(path: string): string {
    return this.#document(pathToFileURL(path).href).text;
  }

  /** What the editor underlines in an open file, by position. */
  async diagnosticsOf(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: pathToFileURL(path).href },
    });
    if (report.kind !== DocumentDiagnosticReportKind.Full) throw new Error('The server did not answer in full.');
    return report.items.toSorted((one, other) => one.range.start.line - other.range.start.line);
  }

  /** What the light bulb offers at a diagnostic. */
  async actionsAt(path: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    const actions = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: pathToFileURL(path).href },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    return (actions ?? []) as CodeAction[];
  }

  /** Clicks on an action. What it edits is edited. */
  async apply({ command }: CodeAction): Promise<void> {
    if (!command) throw new Error('The action has no command.');
    await this.#connection.sendRequest(ExecuteCommandRequest.type, {
      command: command.command,
      ...(command.arguments && { arguments: command.arguments as never }),
    });
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    this.#connection.dispose();
    this.#process.kill();
  }

  #document(uri: string): { version: number; text: string } {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`"${uri}" is not open.`);
    return document;
  }

  #apply(uri: string, edits: readonly TextEdit[]): void {
    const document = this.#document(uri);
    const lines = document.text.split('\n');
    const offsetOf = ({ line, character }: TextEdit['range']['start']): number =>
      lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
    // From the end, so that offsets before an edit hold.
    const ordered = edits.toSorted((one, other) => offsetOf(other.range.start) - offsetOf(one.range.start));
    document.text = ordered.reduce(
      (text, { range, newText }) => text.slice(0, offsetOf(range.start)) + newText + text.slice(offsetOf(range.end)),
      document.text,
    );
  }
}
