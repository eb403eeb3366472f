export interface Config {
  app?: {
    signIn?: {
      /**
       * What the button on the sign-in page says. Default: "Sign in with" and the organization's name.
       * @visibility frontend
       */
      title?: string;
    };
  };
  cairn?: {
    /**
     * Whether this is a platform on one machine, on which the identity provider lets anybody be any example person.
     * A portal that is not local refuses to start with such a provider. Default: false.
     * @visibility frontend
     */
    local?: boolean;
    git?: {
      /**
       * Address of the Git host, to which links to repositories lead.
       * @visibility frontend
       */
      url?: string;
    };
  };
}
