import ts from 'typescript';

/** What the views of a file look for, in the order of the positions. */
export interface NodesOfFile {
  readonly calls: readonly (ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression)[];
  readonly variables: readonly ts.VariableDeclaration[];
}

const ofFile = new WeakMap<ts.SourceFile, NodesOfFile>();

/** The calls and the variables of a file, of one traversal that all views share. */
export function nodesOf(file: ts.SourceFile): NodesOfFile {
  const known = ofFile.get(file);
  if (known) return known;
  const calls: NodesOfFile['calls'][number][] = [];
  const variables: ts.VariableDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    // Most nodes are names and other tokens, or stand in types.
    if (ts.isToken(node)) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) calls.push(node);
    else if (ts.isVariableDeclaration(node)) variables.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const nodes = { calls, variables };
  ofFile.set(file, nodes);
  return nodes;
}
