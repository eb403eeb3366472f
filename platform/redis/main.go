// Command redis is an in-memory Redis for Argo CD on a developer's machine. It keeps nothing when it ends;
// Argo CD uses Redis as a cache only.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:6379", "address to listen on")
	passwordFile := flag.String("password-file", "", "file whose content clients must give as password; without it, REDIS_PASSWORD")
	flag.Parse()

	server, err := start(*addr, *passwordFile)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("listening on %s", server.Addr())

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	// miniredis lets keys expire only when it is told that time passed.
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			server.FastForward(time.Second)
		case <-stop:
			server.Close()
			return
		}
	}
}

func start(addr, passwordFile string) (*miniredis.Miniredis, error) {
	password, err := readPassword(passwordFile)
	if err != nil {
		return nil, err
	}
	server := miniredis.NewMiniRedis()
	server.RequireAuth(password)
	if err := server.StartAddr(addr); err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	return server, nil
}

func readPassword(file string) (string, error) {
	password := os.Getenv("REDIS_PASSWORD")
	if file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("cannot read the password: %w", err)
		}
		password = strings.TrimSpace(string(content))
	}
	if password == "" {
		return "", fmt.Errorf("a password is needed: give --password-file, or REDIS_PASSWORD in the environment")
	}
	return password, nil
}
