import type { IgnoredOption } from '../analysis/ignored-options.ts';

/** Which message fits, and its parts. */
export interface IgnoredOptionText {
  readonly messageId: 'ignored' | 'ignoredParameter' | 'zero' | 'milliseconds' | 'seconds' | 'effect';
  readonly data: Readonly<Record<string, string>>;
}

export function ignoredOptionText({ site, kind, name, problem }: IgnoredOption): IgnoredOptionText {
  const pool = site.name;
  if (problem.kind === 'zero') return { messageId: 'zero', data: { name, otherwise: String(problem.otherwise) } };
  if (problem.kind === 'unit') {
    const { value, unit } = problem;
    if (unit === 'ms') return { messageId: 'milliseconds', data: { name, value: String(value) } };
    const hours = String(Math.round((value / 3600) * 10) / 10);
    return { messageId: 'seconds', data: { name, value: String(value), hours } };
  }
  const { fact } = problem;
  const advice = adviceOf(problem.fact);
  if (fact.effect !== undefined) {
    return {
      messageId: 'effect',
      data: {
        pool,
        name,
        place: kind === 'option' ? '' : 'the URL of ',
        effect: fact.effect,
        advice: advice === '' ? '' : ` ${advice}`,
      },
    };
  }
  return {
    messageId: kind === 'option' ? 'ignored' : 'ignoredParameter',
    data: { pool, name, advice: advice === '' ? 'Remove it.' : advice },
  };
}

function adviceOf({
  instead,
  insteadParameter,
  insteadValue,
  factor = 1,
}: Extract<IgnoredOption['problem'], { kind: 'ignored' }>['fact']): string {
  const unit = factor === 1000 ? ', in milliseconds' : factor === 0.001 ? ', in seconds' : '';
  if (insteadParameter !== undefined) {
    const value = insteadValue === undefined ? '' : `=${insteadValue.replace('{value}', '…')}`;
    return `Set \`${insteadParameter}${value}\`${unit}.`;
  }
  if (instead === undefined) return '';
  return `Set the option \`${instead}\`${unit}.`;
}
