// Gitea's scripts are not part of its Go module. Its pages ask for this file and say so to the reader when it is missing.
