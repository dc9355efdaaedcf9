package wpt

import "flag"

var scores = flag.Bool("wpt.scores", false, "write the scores beside the other runtimes' into scores.json and the README")

func writeScores(s suite, dir string) error { return nil }
