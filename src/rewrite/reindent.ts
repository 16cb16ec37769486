/** Moves all lines but the first from one indentation to another. Text with templates over several lines is left as it is. */
export function reindent(text: string, from: string, to: string): string {
  if (from === to || /`[^`]*\n[^`]*`/.test(text)) return text;
  const [first = '', ...others] = text.split('\n');
  return [first, ...others.map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))].join('\n');
}
