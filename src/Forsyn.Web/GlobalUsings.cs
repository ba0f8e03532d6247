global using Forsyn.Core.Basics;
