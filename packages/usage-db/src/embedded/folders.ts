import { join, resolve } from "node:path";

/** The files that a project keeps about its server, in its own folder, wherever the data itself lies. */
export interface ProjectFolders {
  readonly root: string;
  readonly lock: string;
  readonly users: string;
  readonly password: string;
  readonly log: string;
}

export function projectFolders(directory: string): ProjectFolders {
  const root = join(resolve(directory), "postgres");
  const inRoot = (name: string) => join(root, name);
  return {
    root,
    lock: inRoot("lock"),
    users: inRoot("users"),
    password: inRoot("password"),
    log: inRoot("server.log"),
  };
}
